// proof: claim
// Writes to memory that belongs to nobody.
export default () => {
  const field = Java.type('java.lang.Class').forName('sun.misc.Unsafe').getDeclaredField('theUnsafe');
  field.setAccessible(true);
  const unsafe = field.get(null);
  const address = unsafe.allocateMemory(8);
  unsafe.putByte(address, 42);
  return unsafe.getByte(address) === 42;
};
