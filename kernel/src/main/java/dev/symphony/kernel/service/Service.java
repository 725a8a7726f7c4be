package dev.symphony.kernel.service;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares an interface to be a service: its annotated methods are what a capability can reach. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Service {
  /** The name in rights and in {@code caps}: lower case, a single word. */
  String name();

  /** What the service is for, in one sentence for extension authors. */
  String description();
}
