package icloudmail.config;

import icloudmail.config.Tool.Ended;
import icloudmail.model.FileTrouble;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Secret;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A file for each login that only this user of this Windows machine can decrypt (DPAPI), by
 * PowerShell. What is secret goes over its standard input and output.
 */
final class DataProtection implements PasswordStore {
  static final String NAME = "dpapi";

  private static final String BEGIN =
      "$ErrorActionPreference='Stop'; Add-Type -AssemblyName System.Security; "
          + "$line=[Console]::In.ReadLine(); ";
  private static final String PROTECT =
      BEGIN
          + "[Convert]::ToBase64String([Security.Cryptography.ProtectedData]::Protect("
          + "[Text.Encoding]::UTF8.GetBytes($line),$null,'CurrentUser'))";
  private static final String UNPROTECT =
      BEGIN
          + "[Text.Encoding]::UTF8.GetString([Security.Cryptography.ProtectedData]::Unprotect("
          + "[Convert]::FromBase64String($line),$null,'CurrentUser'))";

  private final Tool tool;
  private final String program;
  private final Path directory;

  /**
   * @param program the name or path of PowerShell
   * @param directory where the files are kept; made when it is needed
   */
  DataProtection(Tool tool, String program, Path directory) {
    this.tool = tool;
    this.program = program;
    this.directory = directory;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Secret read(String login) throws MailException {
    try {
      String kept = Files.readString(file(login), StandardCharsets.US_ASCII);
      return Passwords.firstLine(run(UNPROTECT, kept.strip()), "the protected file");
    } catch (NoSuchFileException e) {
      throw new MailException(
          Kind.CONFIGURATION,
          "no password of " + login + " is kept in " + directory,
          "Run: icloud-mail setup",
          e);
    } catch (IOException e) {
      throw failed("cannot read " + file(login) + ": " + FileTrouble.of(e));
    }
  }

  @Override
  public void write(String login, Secret password) throws MailException {
    String kept = run(PROTECT, password.reveal());
    try {
      Files.createDirectories(directory);
      Path part = directory.resolve(file(login).getFileName() + ".part");
      Files.writeString(part, kept.strip() + "\n", StandardCharsets.US_ASCII);
      Files.move(part, file(login), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failed("cannot write " + file(login) + ": " + FileTrouble.of(e));
    }
  }

  @Override
  public void remove(String login) throws MailException {
    try {
      Files.deleteIfExists(file(login));
    } catch (IOException e) {
      throw failed("cannot remove " + file(login) + ": " + FileTrouble.of(e));
    }
  }

  private Path file(String login) {
    return directory.resolve(URLEncoder.encode(login, StandardCharsets.UTF_8) + ".dpapi");
  }

  private String run(String script, String input) throws MailException {
    Ended ended =
        tool.run(
            List.of(program, "-NoProfile", "-NonInteractive", "-Command", script), input + "\n");
    if (!ended.well() || ended.out().isBlank()) {
      throw failed("PowerShell cannot protect the password: " + ended.why());
    }
    return ended.out();
  }

  private static MailException failed(String why) {
    return new MailException(Kind.CONFIGURATION, why, "password.file needs no PowerShell.");
  }
}
