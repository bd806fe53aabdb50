/**
 * The three functions of the reflect-metadata proposal that tsyringe, a part of `@peculiar/x509`, asks for when it is loaded.
 * Import it before that package.
 */

type Metadata = Map<string, unknown>
const metadata = new WeakMap<object, Metadata>()

function getOwnMetadata(key: string, target: object): unknown {
  return metadata.get(target)?.get(key)
}

function defineMetadata(key: string, value: unknown, target: object): void {
  metadata.set(target, (metadata.get(target) ?? new Map()).set(key, value))
}

if (!('getMetadata' in Reflect)) Object.assign(Reflect, { getMetadata: getOwnMetadata, getOwnMetadata, defineMetadata })
