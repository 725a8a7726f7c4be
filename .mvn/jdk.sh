# shellcheck shell=bash
# Where JDK 25 is found: sourced by ./mvnw and ./symphony, so that both agree on it.

jdk_feature=25

# Complains in one line and ends the script.
die() {
  printf '%s: %s\n' "${0##*/}" "$1" >&2
  exit 1
}

# True when $1 is the home of a full JDK (compiler included) of the wanted feature release.
jdk_fits() {
  [[ -x $1/bin/javac && -r $1/release ]] || return 1
  [[ $(<"$1/release") == *"JAVA_VERSION=\"$jdk_feature"[.\"+-]* ]]
}

# The home that the `java` on PATH belongs to; empty when there is none.
jdk_of_path() {
  local java
  java=$(command -v java) || return 0
  while [[ -L $java ]]; do
    local target
    target=$(readlink "$java")
    [[ $target == /* ]] || target=${java%/*}/$target
    java=$target
  done
  (cd "${java%/*}/.." && pwd -P)
}

# Prints the first fitting home: the user's choice, then PATH, then the places where JDKs are usually unpacked.
jdk_find() {
  local home
  shopt -s nullglob
  for home in "${JAVA_HOME:-}" "$(jdk_of_path)" \
    /usr/lib/jvm/* /usr/java/* /usr/local/lib/jvm/* /opt/* /opt/*/* \
    "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* "${HOME:-/}"/.local/share/mise/installs/java/* \
    "${HOME:-/}"/.m2/jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [[ -n $home ]] && jdk_fits "$home"; then
      printf '%s\n' "$home"
      return
    fi
  done
  return 1
}

# Installs the Debian package $1, quietly; fails when this is not root on Debian or no such package is to be had.
apt_install() {
  [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null || return 1
  apt-cache show "$1" >/dev/null 2>&1 || apt-get update -qq >/dev/null 2>&1
  apt-cache show "$1" >/dev/null 2>&1 || return 1
  printf '%s: installing the package %s\n' "${0##*/}" "$1" >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" </dev/null >/dev/null 2>&1
}

# Sets JAVA_HOME to a fitting JDK, installing one where that is possible, or ends the script.
jdk_require() {
  local home
  if ! home=$(jdk_find); then
    apt_install "openjdk-$jdk_feature-jdk-headless" || apt_install "temurin-$jdk_feature-jdk" || true
    home=$(jdk_find) || die "JDK $jdk_feature is needed and was not found: unpack one anywhere and set JAVA_HOME to it"
  fi
  export JAVA_HOME=$home
}
