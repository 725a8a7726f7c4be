// proof: secret
// Replaces the built-in functions that another guest's work passes its values through.
export default async (input, caps) => {
  const heard = [];
  const listen = (owner, name) => {
    const original = owner[name];
    owner[name] = function (...values) {
      for (const value of [this, ...values]) if (typeof value === 'string') heard[heard.length] = value;
      return Reflect.apply(original, this, values);
    };
  };
  listen(Map.prototype, 'set');
  listen(Array.prototype, 'push');
  listen(String.prototype, 'toUpperCase');
  listen(JSON, 'stringify');
  await caps.log.info('stir');
  for (const end = Date.now() + 500; Date.now() < end; ); // the neighbour works meanwhile
  return heard.join('\n');
};
