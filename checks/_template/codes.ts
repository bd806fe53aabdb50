export const templateCodes = ['template/readable', 'template/unreadable', 'template/not-read'] as const
export type TemplateCode = (typeof templateCodes)[number]
export type TemplateCauseCode = 'template/unreadable'
