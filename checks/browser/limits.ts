/** How much time, memory and disk the browser may take. A whole run has 20 s. */

/** Profile folders begin so; one that a crash left behind is known by it at the next start. */
export const FOLDER_PREFIX = 'terminal-preflight-browser-'

/** Until the program answers. From a cold disk, with a virus scanner that reads its 300 MB first, it takes several seconds. */
export const START_LIMIT_MS = 10_000
/** A page that a person waits for longer than this is told as one that does not come. */
export const LOAD_LIMIT_MS = 8000
/** A page of which nothing came in this time, and none to this program either, is not waited for until its limit. */
export const LEAST_PATIENCE_MS = 5000
export const LAST_CHANCE_MS = 1500
/** All of a visit: what its document and its picture take comes on top of the loading. */
export const PAGE_LIMIT_MS = 10_000
/** One question to a page that may be busy with itself. */
export const ANSWER_LIMIT_MS = 1500
/** A log-on page may be drawn by script after its load event: it is looked at again for so long, so often. */
export const SETTLE_MS = 2000
export const LOOK_AGAIN_MS = 150
/** Until the browser has drawn its own page of an error. */
export const ERROR_PAGE_MS = 500
export const PICTURE_TRIES = 3
/** A program that is started for one page alone: both together. */
export const DUMP_LIMIT_MS = 14_000
export const MAX_DUMPS_AT_ONCE = 2
/** A PC has some three targets. Of two hundred tabs at once none gets its turn in time, and all would be told as pages that do not come. */
export const MAX_TABS_AT_ONCE = 8
/** Until the program has ended by itself. */
export const GOODBYE_LIMIT_MS = 2000
/** When the run is cut short nobody waits longer than this for the folder to go. */
export const HURRIED_REMOVAL_MS = 200

/** A picture of 1280 × 800 points in base64, or a document of MAX_BODY_BYTES as JSON, is far smaller. */
export const MAX_MESSAGE_BYTES = 16_777_216
/** A page that keeps asking for more is not read on. */
export const MAX_MESSAGES = 20_000
/** The picture goes into the bundle. */
export const MAX_SCREENSHOT_BYTES = 4_194_304
/** Chromium gives redirects up after 20 (net::ERR_TOO_MANY_REDIRECTS); scripts could go on for ever. */
export const MAX_HOPS = 30
/** A page that talks without end is not listened to any longer: MAX_MESSAGES would end the visits to all others. */
export const MAX_CONSOLE_MESSAGES = 500
export const MAX_CONSOLE_ERRORS = 20
export const MAX_CONSOLE_ERROR_LENGTH = 300

/** A fresh profile takes some 5 MB, and what it keeps of the pages comes on top. */
export const MAX_CACHE_BYTES = 33_554_432
export const MAX_FOLDER_BYTES = 268_435_456
export const FOLDER_LOOK_MS = 1000
/** A tab has one, and as many again for what it frames from elsewhere. */
export const MAX_RENDERERS = 8

export const WINDOW = { width: 1280, height: 800 } as const
