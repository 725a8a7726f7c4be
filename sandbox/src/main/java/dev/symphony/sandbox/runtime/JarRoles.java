package dev.symphony.sandbox.runtime;

import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What each jar of a class path becomes in a runtime: the language engines and whatever they
 * require are linked into the image, the Graal compiler stays a module path of its own, everything
 * else is class path.
 */
record JarRoles(List<Path> image, List<Path> compiler, List<Path> classPath) {

  /** The modules that the image is linked for; their requirements follow. */
  static final Set<String> ENGINES =
      Set.of(
          "org.graalvm.polyglot",
          "org.graalvm.truffle.runtime",
          "org.graalvm.js",
          "org.graalvm.py",
          "org.graalvm.py.resources");

  private static final String COMPILER = "jdk.graal.compiler";

  JarRoles {
    image = List.copyOf(image);
    compiler = List.copyOf(compiler);
    classPath = List.copyOf(classPath);
  }

  /** Sorts the entries of a class path; directories stay class path. */
  static JarRoles of(List<Path> entries) {
    List<Path> modular = entries.stream().filter(JarRoles::isModular).toList();
    ModuleFinder finder = ModuleFinder.of(modular.toArray(Path[]::new));
    Set<Path> image = resolve(finder, ENGINES);
    Set<Path> compiler = resolve(finder, Set.of(COMPILER));
    compiler.removeAll(image);
    List<Path> classPath =
        entries.stream().filter(jar -> !image.contains(jar) && !compiler.contains(jar)).toList();
    return new JarRoles(List.copyOf(image), List.copyOf(compiler), classPath);
  }

  private static Set<Path> resolve(ModuleFinder finder, Set<String> roots) {
    try {
      return Configuration.empty()
          .resolve(finder, ModuleFinder.ofSystem(), roots)
          .modules()
          .stream()
          .map(ResolvedModule::reference)
          .map(ModuleReference::location)
          .flatMap(location -> location.stream())
          .filter(location -> location.getScheme().equals("file"))
          .map(Path::of)
          .collect(Collectors.toSet());
    } catch (FindException e) {
      throw new RuntimeBuildException(
          "the class path lacks a language engine: " + e.getMessage(), e);
    }
  }

  private static boolean isModular(Path jar) {
    if (!Files.isRegularFile(jar)) {
      return false;
    }
    try {
      return ModuleFinder.of(jar).findAll().stream()
          .noneMatch(module -> module.descriptor().isAutomatic());
    } catch (FindException e) {
      return false;
    }
  }
}
