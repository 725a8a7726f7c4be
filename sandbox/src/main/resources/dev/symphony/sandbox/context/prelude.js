// The first script of every JavaScript context. It is given the bridge, builds `caps` from it, and hands its own
// functions to the host; guest code sees none of this. Everything it needs later is taken now, before guest code can
// replace it, and nothing later looks a property up where guest code could have put one.
(function (bridge) {
  'use strict';
  const { apply, getPrototypeOf, defineProperty, getOwnPropertyDescriptor } = Reflect;
  const { create, freeze, keys: ownKeys } = Object;
  const { isArray } = Array;
  const { parse, stringify } = JSON;
  const ThePromise = Promise;
  const TheError = Error;
  const Octets = Uint8Array;
  const Buffer = ArrayBuffer;
  const text = String;
  const then = Promise.prototype.then;
  const objectPrototype = Object.prototype;
  const rangeErrorPrototype = RangeError.prototype;
  const tagOf = Object.prototype.toString;
  const typed = getPrototypeOf(Uint8Array.prototype);
  const typedTag = getOwnPropertyDescriptor(typed, Symbol.toStringTag).get;
  const typedBuffer = getOwnPropertyDescriptor(typed, 'buffer').get;
  const typedOffset = getOwnPropertyDescriptor(typed, 'byteOffset').get;
  const typedLength = getOwnPropertyDescriptor(typed, 'byteLength').get;
  const mapGet = Map.prototype.get;
  const mapSet = Map.prototype.set;
  const mapDelete = Map.prototype.delete;
  const weakGet = WeakMap.prototype.get;
  const weakSet = WeakMap.prototype.set;
  const refusedTags = freeze({
    __proto__: null,
    '[object Map]': true,
    '[object Set]': true,
    '[object WeakMap]': true,
    '[object WeakSet]': true,
    '[object WeakRef]': true,
    '[object Date]': true,
    '[object RegExp]': true,
    '[object Promise]': true,
    '[object ArrayBuffer]': true,
    '[object DataView]': true,
    '[object Error]': true,
  });

  const waiting = new Map();
  const refusals = new WeakMap();

  const own = (value) => ({ __proto__: null, value, writable: true, enumerable: true, configurable: true });

  class CapabilityError extends TheError {
    constructor(message, code) {
      super(message);
      defineProperty(this, 'name', own('CapabilityError'));
      defineProperty(this, 'code', own(code));
    }
  }
  freeze(CapabilityError.prototype);
  freeze(CapabilityError);

  const octets = (buffer) => new Octets(new Buffer(buffer));

  // A list or an object: JSON text, and where in it the byte sequences belong.
  const tree = (reply) => {
    const root = { __proto__: null, value: parse(reply.text()) };
    const count = reply.buffers();
    for (let i = 0; i < count; i++) {
      const path = parse(reply.path(i));
      let holder = root.value;
      const last = path.length - 1;
      for (let j = 0; j < last; j++) holder = holder[path[j]];
      defineProperty(holder, path[last], own(octets(reply.buffer(i))));
    }
    return root.value;
  };

  const refusal = (reply) => {
    const error = new CapabilityError(reply.text(), reply.code());
    apply(weakSet, refusals, [error, reply.serial()]);
    return error;
  };

  const open = (reply) => {
    switch (reply.kind()) {
      case 1:
        return tree(reply);
      case 2:
        return octets(reply.buffer(0));
      default:
        throw refusal(reply);
    }
  };

  const plain = (answer) => (typeof answer === 'object' && answer !== null ? open(answer) : answer);

  const simple = (value) => {
    const type = typeof value;
    return type === 'number' || type === 'string' || type === 'boolean';
  };

  // A single argument like that needs no looking into; one that is not finite is refused by those who look.
  const brief = (value) => {
    const type = typeof value;
    if (type === 'string') return value.length <= 65536;
    return type === 'boolean' || (type === 'number' && value - value === 0);
  };

  const synchronous = (name, slot) => ({
    [name](...values) {
      const count = values.length;
      if (count === 0) return plain(bridge.call0(slot));
      if (count === 1 && simple(values[0])) return plain(bridge.call1(slot, values[0]));
      if (count === 2 && simple(values[0]) && simple(values[1])) {
        return plain(bridge.call2(slot, values[0], values[1]));
      }
      return plain(bridge.call(slot, values));
    },
  })[name];

  const asynchronous = (name, slot) => ({
    [name](...values) {
      return new ThePromise((resolve, reject) => {
        const plainly = values.length === 1 && brief(values[0]);
        const call = plainly ? bridge.begin1(slot, values[0]) : bridge.begin(slot, values);
        if (typeof call === 'number') {
          apply(mapSet, waiting, [call, { __proto__: null, resolve, reject }]);
        } else {
          reject(refusal(call));
        }
      });
    },
  })[name];

  // [["files", [["read", 0, "async"], ...]], ...]
  const buildCaps = (description) => {
    const caps = create(null);
    for (const [service, operations] of parse(description)) {
      const members = create(null);
      for (const [name, slot, mode] of operations) {
        members[name] = freeze(mode === 'sync' ? synchronous(name, slot) : asynchronous(name, slot));
      }
      caps[service] = freeze(members);
    }
    return freeze(caps);
  };
  const caps = buildCaps(bridge.services());

  // What engines offer beyond the language itself, and shared memory: nothing that a guest needs.
  for (const name of ['load', 'loadWithNewGlobal', 'Graal', 'SharedArrayBuffer', 'Atomics']) {
    delete globalThis[name];
  }

  defineProperty(globalThis, 'CapabilityError', {
    __proto__: null,
    value: CapabilityError,
    writable: false,
    enumerable: false,
    configurable: false,
  });

  const report = (promise) => {
    apply(then, promise, [(value) => bridge.succeed(value), (error) => bridge.fail(error)]);
  };

  const scope = globalThis;

  // What came of an invocation: a promise is waited for, all else is there.
  const conclude = (value) => {
    if (brief(value)) {
      bridge.done(value);
      return;
    }
    try {
      const thing = (typeof value === 'object' && value !== null) || typeof value === 'function';
      if (thing && typeof value.then === 'function') report((async () => await value)());
      else bridge.succeed(value);
    } catch (error) {
      bridge.fail(error);
    }
  };

  let module;

  // The function of the program that has that name; what a script declares with `let` or `const` the host finds.
  const find = (name) => {
    const owner = module === undefined ? scope : module;
    if (typeof owner[name] === 'function') return owner[name];
    return name === 'run' && module !== undefined && typeof module.default === 'function' ? module.default : undefined;
  };

  const start = (entry, reply) => {
    const values = tree(reply);
    defineProperty(values, values.length, own(caps));
    report((async () => await apply(entry, undefined, values))());
  };

  // The usual case, with few steps for the engine to warm up: a plain argument, and perhaps a plain result at once.
  const start1 = (entry, value) => {
    let result;
    try {
      result = entry(value, caps);
    } catch (error) {
      bridge.fail(error);
      return;
    }
    conclude(result);
  };

  return {
    __proto__: null,
    caps,

    load(path) {
      report((async () => {
        module = await import(path);
      })());
    },

    conclude,

    start,

    call(name, reply) {
      const entry = find(name);
      if (entry === undefined) bridge.absent();
      else start(entry, reply);
    },

    call1(name, value) {
      const entry = find(name);
      if (entry === undefined) bridge.absent();
      else start1(entry, value);
    },

    settle(call, answer) {
      const promise = apply(mapGet, waiting, [call]);
      apply(mapDelete, waiting, [call]);
      let value;
      try {
        value = plain(answer);
      } catch (error) {
        promise.reject(error);
        return;
      }
      promise.resolve(value);
    },

    // See GuestKind for the numbers.
    classify(value) {
      switch (typeof value) {
        case 'undefined':
          return 0;
        case 'boolean':
          return 1;
        case 'number':
          return 2;
        case 'string':
          return 1000 + value.length;
        case 'bigint':
          return 7;
        case 'function':
          return 8;
        case 'symbol':
          return 9;
      }
      if (value === null) return 0;
      const tag = apply(typedTag, value, []);
      if (tag !== undefined) return tag === 'Uint8Array' || tag === 'Uint8ClampedArray' ? 4 : 5;
      if (isArray(value)) return 5;
      const prototype = getPrototypeOf(value);
      if (prototype === objectPrototype || prototype === null) return 6;
      return refusedTags[apply(tagOf, value, [])] ? 10 : 6;
    },

    keys: ownKeys,
    bufferOf: (value) => apply(typedBuffer, value, []),
    offsetOf: (value) => apply(typedOffset, value, []),
    lengthOf: (value) => apply(typedLength, value, []),

    serialOf(error) {
      const serial = typeof error === 'object' && error !== null ? apply(weakGet, refusals, [error]) : undefined;
      return serial === undefined ? -1 : serial;
    },

    // The stack of the call that failed, where the caller kept it: what comes back later has no stack of its own.
    siteOf(error) {
      const site = typeof error === 'object' && error !== null ? getOwnPropertyDescriptor(error, 'callSite') : undefined;
      return site !== undefined && typeof site.value === 'string' && site.value.length <= 20000 ? site.value : '';
    },

    overflowed(error) {
      if (typeof error !== 'object' || error === null || getPrototypeOf(error) !== rangeErrorPrototype) return false;
      const message = getOwnPropertyDescriptor(error, 'message');
      return message !== undefined && message.value === 'Maximum call stack size exceeded';
    },

    describe(error) {
      try {
        if (typeof error === 'object' && error !== null) {
          const { name, message } = error;
          if (typeof message === 'string') return typeof name === 'string' ? name + ': ' + message : message;
          return 'thrown: ' + stringify(error);
        }
        return 'thrown: ' + text(error);
      } catch {
        return 'an error that does not describe itself';
      }
    },
  };
})
