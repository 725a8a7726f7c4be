package dev.symphony.capabilities.datalog;

/** What lies on the stack while an expression is evaluated: a value or a closure. */
public sealed interface Operand permits Term, Op.Closure {}
