class IcloudMail < Formula
  desc "iCloud Mail from the command line"
  homepage "@HOMEPAGE@"
  url "@RELEASES@/@ARCHIVE@"
  version "@VERSION@"
  sha256 "@SHA256@"
  license "Apache-2.0"

  depends_on "openjdk"

  def install
    libexec.install "lib"
    (libexec/"bin").install "bin/icloud-mail", "bin/icloud-mail-sendmail"
    %w[icloud-mail icloud-mail-sendmail].each do |program|
      (bin/program).write_env_script libexec/"bin"/program, Language::Java.overridable_java_home_env
    end
    man1.install Dir["share/man/man1/*.1"]
    bash_completion.install Dir["share/bash-completion/completions/*"]
    zsh_completion.install Dir["share/zsh/site-functions/*"]
    fish_completion.install Dir["share/fish/vendor_completions.d/*"]
  end

  test do
    assert_match "icloud-mail #{version}", shell_output("#{bin}/icloud-mail --version")
    assert_match "no account", shell_output("#{bin}/icloud-mail list 2>&1", 78)
  end
end
