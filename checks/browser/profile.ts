/** The profile that the browser is started with: a fresh one, that takes nothing from a page but what is shown. */

import { join } from 'node:path'
import type { Files } from '../io.ts'

/**
 * Windows' Chromium also notes in the registry what a profile is set to, by the profile's own name and wherever its folder lies
 * (HKCU\SOFTWARE\Microsoft\Edge\PreferenceMACs\NAME): as "Default" it would write over the notes of the person's own. What lies in a
 * folder whose name begins so it strikes out when it ends (services/preferences/tracked/tracked_persistent_pref_store_factory.cc;
 * base/files/scoped_temp_dir.cc, kScopedDirPrefix).
 */
export const PROFILE_NAME = 'scoped_dir_preflight'

/** DownloadPrefs::DownloadRestriction::ALL_FILES (components/download/public/common/download_item.h; the policy of that name says it in words). */
const NO_DOWNLOADS = 3

/**
 * Before its page of a certificate error the browser would ask a host of its maker's (connectivitycheck.gstatic.com; Edge: edge-http.microsoft.com)
 * whether a captive portal is in the way, and wait 3 s for the answer (components/captive_portal/content/captive_portal_service.cc,
 * chrome/browser/ssl/ssl_error_handler.cc). No switch ends that, but this setting does; Edge has it under two names. A policy counts more.
 */
const noPortalCheck = { alternate_error_pages: { enabled: false }, resolve_navigation_errors_use_web_service: { enabled: false } }

/**
 * Where the program only prints a page, nobody is asked whether a file may be kept: it would lie in the person's Downloads.
 *
 * @param folder of the user data, which holds the profile's
 * @param localState content of the file Local State
 */
export async function writeProfile(files: Pick<Files, 'write'>, folder: string, localState: string): Promise<void> {
  const preferences = {
    download_restrictions: NO_DOWNLOADS,
    download: { default_directory: folder, prompt_for_download: false },
    ...noPortalCheck,
  }
  await Promise.all([
    files.write(join(folder, 'Local State'), localState),
    files.write(join(folder, PROFILE_NAME, 'Preferences'), JSON.stringify(preferences)),
  ])
}
