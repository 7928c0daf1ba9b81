package icloudmail;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import icloudmail.mail.Preset;

/** Rules about the tests themselves. */
@AnalyzeClasses(packagesOf = IcloudMail.class, importOptions = OnlyIncludeTests.class)
class TestHouseTest {
  @ArchTest
  static final ArchRule noTestDialsApple =
      noClasses()
          .that()
          .doNotHaveSimpleName("PresetTest")
          .should()
          .accessField(Preset.class, "ICLOUD")
          .orShould()
          .callMethod(IcloudMail.class, "main", String[].class);

  @ArchTest
  static final ArchRule noTestSleeps =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
