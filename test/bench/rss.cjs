// Loaded before a program (-r): writes its peak memory, in kB, where RSS_FILE says.
process.on('exit', () => require('node:fs').writeFileSync(process.env.RSS_FILE, String(process.resourceUsage().maxRSS)))
