// Loaded before the program: makes the first of its modules that asks for node:dgram fail.
const { Module } = require('node:module')
const load = Module._load
Module._load = (request, ...rest) => {
  if (request === 'node:dgram') throw new Error('loading was broken on purpose')
  return load(request, ...rest)
}
