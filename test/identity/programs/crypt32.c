/* What Windows declares in dpapi.h, wincrypt.h and winbase.h, with a cipher for children: tests how we call it, where there is no Windows. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

typedef uint32_t DWORD;
typedef int32_t BOOL;
typedef struct _CRYPTOAPI_BLOB {
  DWORD cbData;
  uint8_t *pbData;
} DATA_BLOB;

static DWORD last_error;
static DWORD last_bytes;
static int32_t wiped;

DWORD GetLastError(void) { return last_error; }
int32_t blob_bytes(void) { return sizeof(DATA_BLOB); }
int32_t blob_data_at(void) { return offsetof(DATA_BLOB, pbData); }
/* How many were given back with nothing but zeros in them. */
int32_t wiped_blobs(void) { return wiped; }

void *LocalFree(void *memory) {
  uint8_t *bytes = memory;
  int32_t zeros = 1;
  for (DWORD at = 0; at < last_bytes; at++) if (bytes[at] != 0) zeros = 0;
  wiped += zeros;
  free(memory);
  return NULL;
}

static BOOL transform(DATA_BLOB *in, const void *description, DATA_BLOB *entropy, void *reserved, void *prompt, DWORD flags, DATA_BLOB *out) {
  last_error = 87; /* ERROR_INVALID_PARAMETER */
  if (description != NULL || reserved != NULL || prompt != NULL || flags != 1) return 0;
  last_error = 13; /* ERROR_INVALID_DATA */
  if (in->cbData == 0) return 0;
  out->cbData = in->cbData;
  out->pbData = malloc(in->cbData);
  for (DWORD at = 0; at < in->cbData; at++) out->pbData[at] = in->pbData[at] ^ entropy->pbData[at % entropy->cbData];
  last_bytes = out->cbData;
  return 1;
}

BOOL CryptProtectData(DATA_BLOB *in, const uint16_t *description, DATA_BLOB *entropy, void *reserved, void *prompt, DWORD flags, DATA_BLOB *out) {
  return transform(in, description, entropy, reserved, prompt, flags, out);
}

BOOL CryptUnprotectData(DATA_BLOB *in, uint16_t **description, DATA_BLOB *entropy, void *reserved, void *prompt, DWORD flags, DATA_BLOB *out) {
  return transform(in, description, entropy, reserved, prompt, flags, out);
}
