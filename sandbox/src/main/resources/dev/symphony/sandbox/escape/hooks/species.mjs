// proof: secret
// Makes arrays of everybody derive their copies from a class of its own.
export default async (input, caps) => {
  const heard = [];
  class Listening extends Array {
    constructor(...values) {
      super(...values);
      return new Proxy(this, {
        defineProperty(target, key, descriptor) {
          if (typeof descriptor.value === 'string') heard.push(descriptor.value);
          return Reflect.defineProperty(target, key, descriptor);
        },
      });
    }
  }
  Object.defineProperty(Array, Symbol.species, { configurable: true, get: () => Listening });
  await caps.log.info('stir');
  for (const end = Date.now() + 500; Date.now() < end; ); // the neighbour works meanwhile
  return heard.join('\n');
};
