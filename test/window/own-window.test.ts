import { expect, test } from 'vitest'
import { isClick } from '../../agent/window/own-window.ts'

test.each([
  [true, []],
  [true, ['C:\\Users\\陳 大文\\Downloads\\INC123.preflight-request']],
  [false, ['--silent']],
  [false, ['--profile', 'ccms']],
  [false, ['run']],
  [false, ['upload']],
  [false, ['bundle', 'verify', 'x.zip']],
  [false, ['/?']],
])('%s: %j', (click, argv) => {
  expect(isClick(argv)).toBe(click)
})
