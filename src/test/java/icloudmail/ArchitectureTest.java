package icloudmail;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.mail.Authenticator;
import jakarta.mail.Session;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullMarked;
import picocli.CommandLine.Command;

/** The rooms of the house, and which doors are open between them. */
@AnalyzeClasses(packagesOf = IcloudMail.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String BASE = "icloudmail";

  @ArchTest
  static final ArchRule doorsBetweenRooms =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage(BASE + "..")
          .layer("root")
          .definedBy(BASE)
          .layer("cli")
          .definedBy(BASE + ".cli..")
          .layer("render")
          .definedBy(BASE + ".render..")
          .layer("service")
          .definedBy(BASE + ".service..")
          .layer("mail")
          .definedBy(BASE + ".mail..")
          .layer("store")
          .definedBy(BASE + ".store..")
          .layer("config")
          .definedBy(BASE + ".config..")
          .layer("model")
          .definedBy(BASE + ".model..")
          .whereLayer("root")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("cli")
          .mayOnlyAccessLayers("render", "service", "config", "model")
          .whereLayer("render")
          .mayOnlyAccessLayers("model")
          .whereLayer("service")
          .mayOnlyAccessLayers("mail", "store", "model")
          .whereLayer("mail")
          .mayOnlyAccessLayers("model")
          .whereLayer("store")
          .mayOnlyAccessLayers("model")
          .whereLayer("config")
          .mayOnlyAccessLayers("model")
          .whereLayer("model")
          .mayNotAccessAnyLayer()
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule noCycles = slices().matching(BASE + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule jakartaMailOnlyInMail =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + ".mail..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.mail..",
              "jakarta.activation..",
              "org.eclipse.angus..",
              "org.jsoup..",
              "org.commonmark..");

  @ArchTest
  static final ArchRule picocliOnlyInCli =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + ".cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule tomlOnlyInConfig =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + ".config..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.electronwill..");

  @ArchTest
  static final ArchRule jsonAndWidthsOnlyInRender =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + ".render..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml..", "org.jline..");

  @ArchTest
  static final ArchRule logbackOnlyInLogging =
      noClasses()
          .that()
          .haveNameNotMatching("icloudmail\\.Logging(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ch.qos.logback..");

  @ArchTest
  static final ArchRule programsAreStartedWithoutThePassword =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(BASE + ".config.ChildProcess")
          .should()
          .callConstructor(ProcessBuilder.class, List.class)
          .orShould()
          .callConstructor(ProcessBuilder.class, String[].class);

  @ArchTest
  static final ArchRule sessionsOnlyFromTheFactory =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(BASE + ".mail.SessionFactory")
          .should()
          .callMethod(Session.class, "getInstance", Properties.class)
          .orShould()
          .callMethod(Session.class, "getInstance", Properties.class, Authenticator.class)
          .orShould()
          .callMethod(Session.class, "getDefaultInstance", Properties.class)
          .orShould()
          .callMethod(Session.class, "getDefaultInstance", Properties.class, Authenticator.class);

  @ArchTest
  static final ArchRule modelIsPlainJava =
      classes()
          .that()
          .resideInAPackage(BASE + ".model..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "org.jspecify..", BASE + ".model.."));

  @ArchTest
  static final ArchRule modelAndRenderDoNotLog =
      noClasses()
          .that()
          .resideInAnyPackage(BASE + ".model..", BASE + ".render..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.slf4j..");

  @ArchTest
  static final ArchRule subcommandsLookAlike =
      classes()
          .that()
          .areAnnotatedWith(Command.class)
          .and()
          .doNotHaveSimpleName("RootCommand")
          .should()
          .haveSimpleNameEndingWith("Command")
          .andShould()
          .notBePublic()
          .andShould()
          .implement(Callable.class);

  @ArchTest
  static final ArchRule onlyMainTouchesTheProcess =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(BASE + ".IcloudMail")
          .and()
          .doNotHaveFullyQualifiedName(BASE + ".ProcessEnd")
          .should(ACCESS_STANDARD_STREAMS)
          .orShould()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class)
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "console");

  @ArchTest
  static final ArchRule timeComesFromAClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest static final ArchRule noMutableStatics = fields().that().areStatic().should().beFinal();

  @ArchTest
  static final ArchRule noGrabBags =
      noClasses()
          .should()
          .haveNameMatching(".*(Utils?|Helper|Manager|Impl)")
          .orShould()
          .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..impl..");

  @ArchTest static final ArchRule noGenericExceptions = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

  @ArchTest
  static final ArchRule noJavaUtilLogging =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses all) {
    assertThat(all.getPackage(BASE).getSubpackagesInTree())
        .filteredOn(p -> !p.getClasses().isEmpty())
        .filteredOn(p -> !p.isAnnotatedWith(NullMarked.class))
        .extracting(JavaPackage::getName)
        .isEmpty();
  }
}
