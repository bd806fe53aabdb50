/** How a command of the helpdesk begins as it is typed here: a checkout has no program of that name. */
export const TYPED = import.meta.url.endsWith('.ts') ? 'npm run --silent helpdesk --' : 'helpdesk'
