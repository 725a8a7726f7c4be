// proof: endless
// Returns an answer whose own then runs when the host waits for it.
export default () => ({ then(resolve) { for (;;) { try { resolve({ then: (r) => r(this) }); for (;;); } catch {} } } });
