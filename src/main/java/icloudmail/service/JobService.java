package icloudmail.service;

import icloudmail.model.JobFolder;
import icloudmail.model.MailException;
import icloudmail.store.Jobs;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;

/** The jobs that are told of new mail. */
public final class JobService {
  private final Jobs jobs;
  private final Logger log;

  JobService(Jobs jobs, Logger log) {
    this.jobs = jobs;
    this.log = log;
  }

  /**
   * Tells what each job was told, by its name, folder by folder.
   *
   * @throws MailException of kind IO where that of a job cannot be read, once the others are told
   */
  public void list(BiConsumer<String, JobFolder> told) throws MailException {
    Setbacks damaged = new Setbacks(log);
    for (Jobs.Told job : jobs.all(damaged::add)) {
      job.folders().forEach(folder -> told.accept(job.job(), folder));
    }
    damaged.report();
  }

  /**
   * Has a job begin anew the next time.
   *
   * @return what it had been told, where that can be read
   * @throws MailException of kind NOT_FOUND where there is none, TEMPORARY where it is being run
   */
  public List<JobFolder> forget(String name) throws MailException {
    return jobs.forget(name);
  }
}
