// Loaded before the program (-r): writes down in which order its chunks are compiled and connections are begun.
const { writeFileSync } = require('node:fs')
const { Socket } = require('node:net')
const vm = require('node:vm')

const noted = []
const { compileFunction } = vm
vm.compileFunction = (code, parameters, options) => {
  noted.push(options.filename)
  return compileFunction(code, parameters, options)
}
const { connect } = Socket.prototype
Socket.prototype.connect = function (...args) {
  // Told when the system has been handed the connection.
  this.once('connectionAttempt', () => noted.push('packet'))
  return connect.apply(this, args)
}
process.on('exit', () => writeFileSync(process.env.NOTED, JSON.stringify(noted)))
