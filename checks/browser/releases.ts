/** When each major version of Edge came out, and how old one may be. */

/**
 * Stable channel, day of release, of Microsoft Edge since it is made from Chromium (there was no 82). Chrome's day of the same number
 * lies at most two weeks from it.
 *
 * Source: MDN browser-compat-data 8.1.9 of 2026-11-12 (browsers/edge.json), which follows
 * learn.microsoft.com/deployedge/microsoft-edge-release-schedule; compared with that page's own
 * dates of 88 to 130 (state of 2024-10-24): only 89 differs, by four days.
 */
const released: ReadonlyMap<number, string> = new Map([
  [79, '2020-01-15'],
  [80, '2020-02-07'],
  [81, '2020-04-13'],
  [83, '2020-05-21'],
  [84, '2020-07-16'],
  [85, '2020-08-27'],
  [86, '2020-10-09'],
  [87, '2020-11-19'],
  [88, '2021-01-21'],
  [89, '2021-03-04'],
  [90, '2021-04-15'],
  [91, '2021-05-27'],
  [92, '2021-07-22'],
  [93, '2021-09-02'],
  [94, '2021-09-24'],
  [95, '2021-10-21'],
  [96, '2021-11-19'],
  [97, '2022-01-06'],
  [98, '2022-02-03'],
  [99, '2022-03-03'],
  [100, '2022-04-01'],
  [101, '2022-04-28'],
  [102, '2022-05-31'],
  [103, '2022-06-23'],
  [104, '2022-08-05'],
  [105, '2022-09-01'],
  [106, '2022-10-03'],
  [107, '2022-10-27'],
  [108, '2022-12-05'],
  [109, '2023-01-12'],
  [110, '2023-02-09'],
  [111, '2023-03-13'],
  [112, '2023-04-06'],
  [113, '2023-05-05'],
  [114, '2023-06-02'],
  [115, '2023-07-21'],
  [116, '2023-08-21'],
  [117, '2023-09-15'],
  [118, '2023-10-13'],
  [119, '2023-11-02'],
  [120, '2023-12-07'],
  [121, '2024-01-25'],
  [122, '2024-02-23'],
  [123, '2024-03-22'],
  [124, '2024-04-18'],
  [125, '2024-05-17'],
  [126, '2024-06-13'],
  [127, '2024-07-25'],
  [128, '2024-08-22'],
  [129, '2024-09-19'],
  [130, '2024-10-17'],
  [131, '2024-11-14'],
  [132, '2025-01-17'],
  [133, '2025-02-06'],
  [134, '2025-03-06'],
  [135, '2025-04-04'],
  [136, '2025-05-01'],
  [137, '2025-05-29'],
  [138, '2025-06-26'],
  [139, '2025-08-07'],
  [140, '2025-09-05'],
  [141, '2025-10-03'],
  [142, '2025-10-31'],
  [143, '2025-12-05'],
  [144, '2026-01-21'],
  [145, '2026-02-14'],
  [146, '2026-03-13'],
  [147, '2026-04-10'],
  [148, '2026-05-07'],
  [149, '2026-06-04'],
  [150, '2026-07-02'],
  [151, '2026-07-31'],
  [152, '2026-08-28'],
  [153, '2026-09-11'],
  [154, '2026-09-24'],
  [155, '2026-10-08'],
  [156, '2026-10-22'],
  [157, '2026-11-05'],
])

/**
 * From here on a version is called outdated. Microsoft services the current Stable release alone and helps with an Extended Stable
 * release for 16 weeks (learn.microsoft.com/deployedge/microsoft-edge-support-lifecycle, 2024-07-18); this is three times as long. A
 * fleet that is updated in waves stays below it; one that reaches it is not updated at all, and pages will leave it behind.
 */
export const OUTDATED_MONTHS = 12

/**
 * Whole months since a major version of Edge (Chromium) came out. Null for one that is not in the data, which is newer than these
 * lines, and where the time given lies before its release.
 *
 * @param atMs milliseconds since 1970-01-01T00:00Z, by a clock that can be trusted
 */
export function ageMonths(major: number, atMs: number): number | null {
  const date = released.get(major)
  if (date === undefined || !Number.isFinite(atMs)) return null
  const day = new Date(date)
  const at = new Date(atMs)
  const calendarMonths = (at.getUTCFullYear() - day.getUTCFullYear()) * 12 + at.getUTCMonth() - day.getUTCMonth()
  const months = at.getUTCDate() < day.getUTCDate() ? calendarMonths - 1 : calendarMonths
  return months < 0 ? null : months
}
