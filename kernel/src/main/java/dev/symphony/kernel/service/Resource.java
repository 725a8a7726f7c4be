package dev.symphony.kernel.service;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the parameter that names what the operation acts on: the gate matches the name against the
 * resource patterns of the right. An operation has at most one.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Resource {
  /** Which form the name has to have before it is matched. */
  Form value() default Form.PATH;

  /** How the name comes out of the argument: most arguments are the name themselves. */
  Class<? extends ResourceNamer> namer() default ResourceNamer.Itself.class;

  /** The form of a resource name. */
  enum Form {
    /** A canonical relative path: no empty, {@code .} or {@code ..} segments. */
    PATH,
    /** Any text; the service makes sure that one thing has one name. */
    NAME,
    /** A glob; the right has to match everything that the glob can stand for. */
    PATTERN,
    /** The start of names; the right has to match every name that starts so. */
    PREFIX
  }
}
