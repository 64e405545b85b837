# shellcheck shell=bash
# Installs what the suites need beyond a Rust toolchain and a C compiler.

has() { command -v "$1" >/dev/null 2>&1; }

# Debian has the interpreter without what makes virtual environments.
has_python_with_environments() { python3 -c 'import ensurepip, venv' 2>/dev/null; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# apt_install PACKAGE…
apt_install() {
  if ! has apt-get; then
    echo "please install: $*" >&2
    return 1
  fi
  as_root apt-get -o DPkg::Lock::Timeout=300 -qq update
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=300 -qq -y --no-install-recommends install "$@"
}

# Read to its end: a pipe that is closed early would count as a failure.
has_library() { PATH=$PATH:/sbin ldconfig -p | grep -F "$1 " >/dev/null; }

# Java 17 or newer, with its compiler.
has_java() {
  local version
  version=$(javac -version 2>/dev/null) || return 1
  version=${version#javac }
  [ "${version%%.*}" -ge 17 ]
}

# What Maven builds the Android side with, and what the desktop draws its screens with.
install_for_android() {
  local packages=() program
  has_java || packages+=(default-jdk-headless)
  has mvn || packages+=(maven)
  has aapt2 || packages+=(aapt)
  for program in apksigner zipalign; do has "$program" || packages+=("$program"); done
  has_library libGL.so.1 || packages+=(libgl1)
  has_library libfontconfig.so.1 || packages+=(libfontconfig1)
  [ ${#packages[@]} = 0 ] || apt_install "${packages[@]}"
}

# Swift itself is fetched by ios/get-swift, which checks whose it is by these.
install_for_ios() {
  has swift || [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || apt_install debian-archive-keyring
}

install_rust_components() {
  if cargo fmt --version && cargo clippy --version; then return; fi
  if ! has rustup; then
    echo 'please install rustfmt and clippy' >&2
    return 1
  fi
  rustup component add rustfmt clippy
}

install_what_is_missing() {
  # Without a linker nothing of ours runs; whatever else the build needs, the demonstration knows.
  has cc || apt_install build-essential
  cargo demo --prepare
  install_rust_components
  local packages=()
  has shellcheck || packages+=(shellcheck)
  if [ -x tests/browser/run ] || [ -x tests/interop/run ]; then
    has node || packages+=(nodejs)
    has npm || packages+=(npm)
  fi
  if [ -x tests/interop/run ]; then
    has_python_with_environments || packages+=(python3 python3-venv)
  fi
  [ ${#packages[@]} = 0 ] || apt_install "${packages[@]}"
  [ ! -x android/test ] || install_for_android
  [ ! -x ios/test ] || install_for_ios
  cargo fetch --locked
}
