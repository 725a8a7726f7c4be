package dev.symphony.host.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Classes in a form of before Java 6, which no cache takes: they lack the stack maps that let them
 * be verified beforehand. They are given some, and stay the same otherwise.
 */
final class OldClasses {
  private static final int FIRST_WITH_STACK_MAPS = 50;
  private static final int VERSION_BYTE = 7;
  private static final ClassFileVersion JAVA_8 = ClassFileVersion.of(52, 0);
  private static final ClassTransform RENEWING =
      ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
          .andThen((builder, element) ->
              builder.with(element instanceof ClassFileVersion ? JAVA_8 : element));

  private final Path root;

  private OldClasses(Path root) {
    this.root = root;
  }

  /** Renews the old classes in the jars of a directory, in place. */
  static void renew(Path directory) {
    try (Stream<Path> jars = Files.list(directory)) {
      for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        try (FileSystem content =
            FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
          new OldClasses(content.getPath("/")).renew();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot renew classes in " + directory, e);
    }
  }

  private void renew() throws IOException {
    List<Path> classes;
    try (Stream<Path> files = Files.walk(root)) {
      classes =
          files
              .filter(file -> file.toString().endsWith(".class"))
              .filter(file -> !file.endsWith("module-info.class"))
              .toList();
    }
    for (Path file : classes) {
      byte[] old = Files.readAllBytes(file);
      if (old.length > VERSION_BYTE && old[VERSION_BYTE] < FIRST_WITH_STACK_MAPS) {
        Files.write(file, renewed(old));
      }
    }
  }

  private byte[] renewed(byte[] old) {
    ClassHierarchyResolver neighbours =
        ClassHierarchyResolver.ofResourceParsing(type -> {
          String name = type.descriptorString();
          Path file = root.resolve(name.substring(1, name.length() - 1) + ".class");
          try {
            return Files.exists(file) ? Files.newInputStream(file) : null;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    ClassFile form =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS,
            ConstantPoolSharingOption.NEW_POOL,
            ClassHierarchyResolverOption.of(
                neighbours.orElse(ClassHierarchyResolver.defaultResolver())));
    return form.transformClass(form.parse(old), RENEWING);
  }
}
