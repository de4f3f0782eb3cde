// Loaded into the server by start.mjs. When that ends without a word (it was killed), the server drains as after Ctrl-C, so that
// it blocks neither the port nor the data folder of the next start.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
