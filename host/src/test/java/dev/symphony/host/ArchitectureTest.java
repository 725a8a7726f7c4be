package dev.symphony.host;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The import arrows between the modules, and the ambient calls that few packages may make. */
class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.symphony");

  private static final List<String> AROUND_THE_KERNEL =
      List.of("sandbox", "pit", "policy", "conductor", "registry", "audit");

  @Test
  void capabilities_importNothingOfTheHouse() {
    noClasses()
        .that()
        .resideInAPackage("dev.symphony.capabilities..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.symphony..")
                .and(resideInAnyPackage("dev.symphony.capabilities..").negate()))
        .check(HOUSE);
  }

  @Test
  void kernel_importsCapabilitiesAndTheJdkOnly() {
    noClasses()
        .that()
        .resideInAPackage("dev.symphony.kernel..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "dev.symphony.kernel..",
                    "dev.symphony.capabilities",
                    "dev.symphony.capabilities.authority..",
                    "dev.symphony.capabilities.caveat..",
                    "dev.symphony.capabilities.datalog..",
                    "dev.symphony.capabilities.key..",
                    "dev.symphony.capabilities.right..",
                    "dev.symphony.capabilities.token..",
                    "org.jspecify.annotations..",
                    "java.lang..",
                    "java.util..",
                    "java.time..")
                .negate())
        .because("the trusted core does no I/O and knows no framework")
        .check(HOUSE);
  }

  @Test
  void modulesAroundTheKernel_doNotImportEachOther() {
    for (String from : AROUND_THE_KERNEL) {
      for (String to : AROUND_THE_KERNEL) {
        if (!from.equals(to)) {
          noClasses()
              .that()
              .resideInAPackage("dev.symphony." + from + "..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage("dev.symphony." + to + "..")
              .because("they meet through ports of the kernel, and only the host wires them")
              .allowEmptyShould(true)
              .check(HOUSE);
        }
      }
    }
  }

  @Test
  void onlyTheSandbox_seesTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.symphony.sandbox..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.graalvm..")
        .check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("dev.symphony.host.Ambient#all")
  void ambientAuthority_staysInNamedPackages(Ambient ambient) {
    noClasses()
        .that()
        .resideOutsideOfPackages(ambient.allowedPackages())
        .should()
        .accessTargetWhere(ambient.use())
        .because("authority is passed in, never picked up")
        .check(HOUSE);
  }
}
