// proof: overflow
// Compiles a program that is nested so deep that its reader recurses too far.
export default () => eval('('.repeat(1_000_000) + '1' + ')'.repeat(1_000_000));
