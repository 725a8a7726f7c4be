// proof: leak
// Learns for whom and on which machine it runs.
export default () => {
  const System = Java.type('java.lang.System');
  return [System.getProperty('user.name'), System.getProperty('java.home'), System.getProperty('user.dir'), Java.type('java.net.InetAddress').getLocalHost().getHostName()].join('\n');
};
