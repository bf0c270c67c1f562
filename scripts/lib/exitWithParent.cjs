// Preloaded into long-running children. Their IPC channel closes when the
// command that started them is gone, however it went; then they go too.
// SIGTERM to oneself, so that the usual shutdown runs; a bound in case it hangs.
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 8_000).unref();
});
process.channel?.unref();
