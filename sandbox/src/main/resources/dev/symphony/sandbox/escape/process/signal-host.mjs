// proof: claim
// behind: jail
// Looks for the host among the processes of the machine, so that it could end it.
export default (input) => Java.type('java.lang.ProcessHandle').of(input.hostPid).get().info().command().isPresent();
