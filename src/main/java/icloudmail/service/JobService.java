package icloudmail.service;

import icloudmail.model.JobFolder;
import icloudmail.model.MailException;
import icloudmail.store.Jobs;
import java.util.function.BiConsumer;

/** The jobs that are told of new mail. */
public final class JobService {
  private final Jobs jobs;

  JobService(Jobs jobs) {
    this.jobs = jobs;
  }

  /**
   * Tells what each job was told, by its name, folder by folder.
   *
   * @throws MailException of kind IO where that cannot be read
   */
  public void list(BiConsumer<String, JobFolder> told) throws MailException {
    for (Jobs.Told job : jobs.all()) {
      job.folders().forEach(folder -> told.accept(job.job(), folder));
    }
  }

  /**
   * Has a job begin anew the next time.
   *
   * @throws MailException of kind NOT_FOUND where there is none, TEMPORARY where it is being run
   */
  public void forget(String name) throws MailException {
    jobs.forget(name);
  }
}
