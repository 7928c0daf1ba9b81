@echo off
rem Starts icloud-mail: finds a Java of at least 17.
setlocal
set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>&1
if errorlevel 1 (
  echo icloud-mail: there is no Java 1>&2
  echo   Install one of version 17 or newer, or set JAVA_HOME to where it is. 1>&2
  exit /b 78
)
"%java%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -XX:+IgnoreUnrecognizedVMOptions ^
  -Xshare:auto -Xmx64m -Xmn8m -XX:-HeapDumpOnOutOfMemoryError -Djdk.console=java.base ^
  "-Dicloudmail.terminals=console" -cp "%home%\lib\icloud-mail.jar" icloudmail.IcloudMail %*
exit /b %errorlevel%
