import type { Case } from './scene.ts'
export function composeAtRandom(_count: number, _seed: number): Case[] {
  return []
}
