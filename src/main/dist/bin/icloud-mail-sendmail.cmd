@echo off
rem What programs may call as sendmail: icloud-mail by its second door.
call "%~dp0icloud-mail.cmd" --as-sendmail %*
exit /b %errorlevel%
