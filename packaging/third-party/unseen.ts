/**
 * What esbuild doesn't see, since it is read as a file or was compiled into one before it came to us. Somebody looked at each file, and
 * the file's hash holds what was found to what was looked at: another version has to be looked at again.
 */

export interface Inside {
  readonly name: string
  readonly version: string
  /** SPDX. */
  readonly licence: string
  readonly purl: string
  /** A file of the package itself with its licence; else it is in packaging/third-party/texts, under its name. */
  readonly shipped?: string
}

export interface LookedAt {
  /** Path in the package. */
  readonly file: string
  /** Hexadecimal. */
  readonly sha256: string
  readonly inside: readonly Inside[]
}

/** Packages that come along with a file of ours which reads them, or whose own bundle holds them. */
export const carriers: Readonly<Record<string, string>> = {
  'checks/proxy/quickjs-wasm.ts': 'quickjs-wasi',
}

/** By package. LLVM's own runtime, which clang puts into WebAssembly, is under an exception by which nothing has to go along with it. */
export const lookedAt: Readonly<Record<string, LookedAt>> = {
  // By its own `versions`, and its README: made by wasi-sdk 32 (CHANGELOG of 2.0.0), whose libc is known by that number.
  'quickjs-wasi': {
    file: 'quickjs.wasm',
    sha256: 'b92a9f3d9cd20c7a0b0163269437115314c96712e3248d2da1b631ca1c8b008e',
    inside: [
      { name: 'quickjs-ng', version: '0.13.0', licence: 'MIT AND Unicode-3.0', purl: 'pkg:github/quickjs-ng/quickjs@v0.13.0' },
      {
        name: 'wasi-libc',
        version: 'wasi-sdk-32',
        licence: 'MIT AND BSD-2-Clause AND CC0-1.0',
        purl: 'pkg:github/webassembly/wasi-libc@wasi-sdk-32',
      },
    ],
  },
  // Of the same bytes as in undici's repository, beside deps/llhttp/include/llhttp.h of this version; of wasi-libc it exports malloc alone.
  undici: {
    file: 'lib/llhttp/llhttp_simd-wasm.js',
    sha256: 'a3f30f3307ab3c191720cb636d570febb3610c420bc7077f2e225dacfcad3295',
    inside: [{ name: 'llhttp', version: '9.3.1', licence: 'MIT', purl: 'pkg:github/nodejs/llhttp@v9.3.1' }],
  },
  // Its README says the version; the other package in vendor has declarations alone, of which nothing is left in a library.
  koffi: {
    file: 'vendor/node-addon-api/README.md',
    sha256: '9c9fcf38e120933aac37fe2cbdcb85abb59ecb1a674abe944c9b627dff8539a6',
    inside: [
      {
        name: 'node-addon-api',
        version: '8.9.2',
        licence: 'MIT',
        purl: 'pkg:npm/node-addon-api@8.9.2',
        shipped: 'vendor/node-addon-api/LICENSE.md',
      },
    ],
  },
}
