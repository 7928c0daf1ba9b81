package icloudmail.service;

import icloudmail.model.Finding;
import icloudmail.model.MailException;
import java.util.Optional;
import java.util.function.Consumer;

/** Passes findings on, and remembers the worst failure. */
final class Findings {
  private final Consumer<Finding> told;
  private Optional<MailException.Kind> worst = Optional.empty();

  Findings(Consumer<Finding> told) {
    this.told = told;
  }

  /** One step of an examination. */
  interface Step {
    void take() throws MailException;
  }

  /** One that has a result for the next. */
  interface Question<T> {
    T answer() throws MailException;
  }

  void add(Finding finding) {
    told.accept(finding);
  }

  /** Takes a step; that it fails is a finding. Answers whether it did not. */
  boolean attempt(String check, Step step) {
    return answer(
            check,
            () -> {
              step.take();
              return true;
            })
        .isPresent();
  }

  /** As {@link #attempt}; answers its result, or empty where it failed. */
  <T> Optional<T> answer(String check, Question<T> question) {
    try {
      return Optional.of(question.answer());
    } catch (MailException e) {
      fail(check, e);
      return Optional.empty();
    }
  }

  /** A step has failed. */
  void fail(String check, MailException failure) {
    told.accept(Finding.failure(check, failure));
    MailException.Kind kind = failure.kind();
    worst = worst.filter(former -> former.compareTo(kind) >= 0).or(() -> Optional.of(kind));
  }

  /** The worst failure, or empty where there was none. */
  Optional<MailException.Kind> worst() {
    return worst;
  }
}
