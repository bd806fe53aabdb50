import { type Failure, type FailureWord, failure } from '../../failure.ts'

/** Names and numbers: Microsoft, "System Error Codes" (winerror.h). */
export const ERROR_SUCCESS = 0
export const ERROR_FILE_NOT_FOUND = 2
export const ERROR_ACCESS_DENIED = 5
export const ERROR_NO_MORE_ITEMS = 259
export const ERROR_SERVICE_DOES_NOT_EXIST = 1060

const words: Readonly<Record<number, FailureWord>> = {
  [ERROR_FILE_NOT_FOUND]: 'file-missing',
  3: 'file-missing', // ERROR_PATH_NOT_FOUND
  [ERROR_ACCESS_DENIED]: 'access-denied',
  32: 'access-denied', // ERROR_SHARING_VIOLATION
  234: 'too-large', // ERROR_MORE_DATA: beyond the buffer, which is as large as we read
  1018: 'file-missing', // ERROR_KEY_DELETED, while it was being read
  [ERROR_SERVICE_DOES_NOT_EXIST]: 'file-missing',
  1072: 'file-missing', // ERROR_SERVICE_MARKED_FOR_DELETE
  1260: 'access-denied', // ERROR_ACCESS_DISABLED_BY_POLICY
  1812: 'no-data', // ERROR_RESOURCE_DATA_NOT_FOUND: a program without a version resource
  1813: 'no-data', // ERROR_RESOURCE_TYPE_NOT_FOUND
}

/** @param syscall the function of Windows' API that answered it, or the program whose exit code it is */
export function win32Failure(code: number, syscall: string): Failure {
  return { ...failure(words[code] ?? 'unknown', `win32 ${code}`), syscall }
}
