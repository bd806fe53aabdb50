// Makes Node look to the program like the single executable that it is packed into.
require('node:sea').isSea = () => true
process.execPath = process.env.PRETENDED_EXECUTABLE
