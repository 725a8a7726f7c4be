// proof: secret
// Plants a setter and a getter where every object inherits them, and waits for another guest to come past.
export default async (input, caps) => {
  const heard = [];
  for (const name of ['label', 'secret', 'toJSON']) {
    Object.defineProperty(Object.prototype, name, {
      configurable: true,
      get() {
        for (const key of Object.getOwnPropertyNames(this)) {
          const text = Object.getOwnPropertyDescriptor(this, key)?.value;
          if (typeof text === 'string') heard.push(text);
        }
        return undefined;
      },
      set(text) {
        heard.push(String(text));
      },
    });
  }
  await caps.log.info('stir');
  for (const end = Date.now() + 500; Date.now() < end; ); // the neighbour works meanwhile
  return heard.join('\n');
};
