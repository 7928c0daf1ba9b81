"""Measures icloud-mail, as it is packaged, against other programs on real servers.

usage: python3 src/it/bench [--smoke | --load] [--readme] [--lab DIR] [--only TEXT] [JAVA_HOME]...

  JAVA_HOME  a JDK; several are compared in the same run ($JAVA_HOME)
  --smoke    in five minutes: fails where something takes twice the time, or the processor, that it did
  --load     what commands cost in a mailbox of 100, of 10,000 and of 1,000,000 messages
  --readme   puts the table and the picture into the README
  --lab DIR  the scripts that start the servers (../shared/lab)
  --only T   only cases whose name holds T, and of the others what the last run in target/bench has;
             not with --smoke, which judges all of its own

Results are in target/bench. Needs root, target/icloud-mail, and the Debian packages
curl dovecot-imapd fetchmail isync msmtp openssl postfix time.
"""
import argparse
import os
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True

import picture  # noqa: E402
import report  # noqa: E402
import smoke  # noqa: E402
from cases import Plan, backups  # noqa: E402
from lab import Lab, memory  # noqa: E402
from load import Load  # noqa: E402
from peers import Peers  # noqa: E402
from program import ROOT, Program  # noqa: E402
from timing import Failure  # noqa: E402

RESULTS = os.path.join(ROOT, "target/bench")


def options():
    parser = argparse.ArgumentParser(usage=argparse.SUPPRESS, add_help=False)
    parser.add_argument("-h", "--help", action="store_true")
    parser.add_argument("--smoke", action="store_true")
    parser.add_argument("--load", action="store_true")
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--lab", default=os.path.join(ROOT, "../shared/lab"))
    parser.add_argument("--only", default="")
    parser.add_argument("javas", nargs="*")
    return parser.parse_args()


def prepared(lab, work, chosen):
    homes = chosen.javas or [home for home in [os.environ.get("JAVA_HOME")] if home]
    if not homes:
        raise Failure("no Java is named: give the directory of a JDK, or set JAVA_HOME")
    programs = [Program(home, lab, work) for home in homes]
    for program in programs:
        program.prepare()
    return programs


def loaded(lab, work, chosen):
    load = Load(lab, Peers(lab, work), prepared(lab, work, chosen), work)
    load.measure()
    return load


def measured(lab, work, chosen):
    programs = prepared(lab, work, chosen)
    plan = Plan(lab, Peers(lab, work), programs, work, chosen.smoke)
    if not chosen.smoke:
        plan.only(chosen.only, report.earlier(RESULTS))
    todo = [case for case in plan.cases if not case.results]
    if not todo:
        raise Failure(f"no case's name holds {chosen.only!r}")
    for case in todo:
        print(case.name, flush=True)
        case.measure()
    return plan


def main():
    chosen = options()
    if chosen.help:
        print(__doc__.strip())
        return 0
    work = tempfile.mkdtemp(prefix="icloud-mail-bench.")
    try:
        with Lab(chosen.lab) as lab:
            if chosen.load:
                load = loaded(lab, work, chosen)
                print("\n".join(load.table()))
                if chosen.readme:
                    picture.adopt_load(load)
                return 0
            plan = measured(lab, work, chosen)
            if chosen.smoke:
                return smoke.judge(plan)
            report.write(plan, RESULTS)
            print("\n".join(report.goals(plan)))
            if chosen.readme:
                picture.adopt(plan)
            return 0
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(work, ignore_errors=True)
        shutil.rmtree(backups(memory()), ignore_errors=True)


sys.exit(main())
