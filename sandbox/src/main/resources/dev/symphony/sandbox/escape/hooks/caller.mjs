// proof: secret
// Reaches through the arguments of whoever calls a function that it planted.
export default async (input, caps) => {
  const heard = [];
  const plant = Function(
    'heard',
    `return function toString() {
      for (let f = arguments.callee.caller, n = 0; f && n < 20; f = f.caller, n++) heard.push(Array.from(f.arguments ?? []).join(' '));
      for (const key in this) heard.push(String(this[key]));
      return 'planted';
    }`,
  )(heard);
  Object.prototype.toString = plant;
  await caps.log.info('stir');
  for (const end = Date.now() + 500; Date.now() < end; ); // the neighbour works meanwhile
  return heard.join('\n');
};
