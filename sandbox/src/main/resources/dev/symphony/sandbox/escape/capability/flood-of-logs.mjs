// proof: endless
// Floods the log of the host.
export default (input, caps) => {
  for (;;) caps.log.info('x'.repeat(1000));
};
