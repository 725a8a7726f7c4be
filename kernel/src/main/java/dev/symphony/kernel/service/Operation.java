package dev.symphony.kernel.service;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares a method to be an operation of its service, under the name of the method. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Operation {
  /** The place in the service's operation table, from 0 to 63; part of the wire contract. */
  int index();

  /** What the operation does, in one sentence for extension authors. */
  String description();

  /** How the guest sees it. */
  Mode mode() default Mode.ASYNCHRONOUS;

  /** How a guest sees an operation. In Python both are plain calls. */
  enum Mode {
    /** The guest waits for the answer. */
    SYNCHRONOUS,
    /** A JavaScript guest gets a promise. */
    ASYNCHRONOUS
  }
}
