// proof: claim
// Calls a function of the C library.
export default (input) => {
  const Linker = Java.type('java.lang.foreign.Linker');
  const Layout = Java.type('java.lang.foreign.ValueLayout');
  const Descriptor = Java.type('java.lang.foreign.FunctionDescriptor');
  const linker = Linker.nativeLinker();
  const address = linker.defaultLookup().find('getpid').get();
  const getpid = linker.downcallHandle(address, Descriptor.of(Layout.JAVA_INT));
  return getpid.invokeWithArguments([]) > 0;
};
