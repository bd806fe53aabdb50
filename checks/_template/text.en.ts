import type { CheckText } from '../text.ts'
import type { TemplateCauseCode, TemplateCode } from './codes.ts'

export const templateTextEn = {
  name: 'Template',
  findings: {
    'template/readable': '{file} was read ({bytes} bytes)',
    'template/unreadable': '{file} could not be read ({failure})',
    'template/not-read': '{file} was not read in time',
  },
  causes: {
    'template/unreadable': {
      title: '{file} cannot be read',
      why: 'The file is there for the log-on, and this PC gave “{failure}” instead of its content.',
      steps: ['Ask IT to restore the file.', 'Run this check again.'],
    },
  },
} satisfies CheckText<TemplateCode, TemplateCauseCode>
