#!/usr/bin/env bash
# Makes what Xcode builds the app with: the core as ios/Kit/Generated/LangNgheCoreFFI.xcframework, for
# devices, their simulator and the Mac, and the Swift that calls it. On a Mac, with Xcode and rustup.
#
#   bindings/scripts/build-apple.sh           as it is published
#   bindings/scripts/build-apple.sh --debug   for the debugger: quicker to build, slow to run
#
# Written with care, and never run: this project's tests have no Mac.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# As in ios/Kit/Package.swift and ios/App/project.yml: C and Rust are compiled for no older one.
export IPHONEOS_DEPLOYMENT_TARGET=17.0
export MACOSX_DEPLOYMENT_TARGET=14.0

profile=release
case "${1:-}" in
  '') ;;
  --debug) profile=dev ;;
  *) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
for program in cargo rustup xcodebuild lipo; do
  command -v "$program" >/dev/null || { echo "build-apple: takes $program, on a Mac" >&2; exit 1; }
done

device=(aarch64-apple-ios)
simulator=(aarch64-apple-ios-sim x86_64-apple-ios)
mac=(aarch64-apple-darwin x86_64-apple-darwin)
rustup target add "${device[@]}" "${simulator[@]}" "${mac[@]}"

target=${CARGO_TARGET_DIR:-target}
# Cargo names the folder of its `dev` profile otherwise.
built=$profile
[ $profile = release ] || built=debug

# From the library for this machine, whose symbols the generator reads. Its checksums are those of
# every other build of the same sources.
bindings/generate
bindings/scripts/lay-swift

work=$target/apple
framework=ios/Kit/Generated/LangNgheCoreFFI.xcframework
rm -rf "$work" "$framework"
mkdir -p "$work/headers"
cp ios/Kit/Generated/LangNgheCoreFFI/{LangNgheCoreFFI.h,module.modulemap} "$work/headers/"

arguments=()
# One library for each platform; those of several processors in one file, since an XCFramework has
# room for one of each platform only.
add_platform() { # NAME TRIPLE…
  local name=$1 triple libraries=()
  shift
  for triple in "$@"; do
    # A static library alone: a dynamic one would have to be signed and embedded.
    cargo rustc --locked --package langnghe-bindings --lib --crate-type staticlib \
      --profile "$profile" --target "$triple"
    libraries+=("$target/$triple/$built/liblangnghe_bindings.a")
  done
  mkdir -p "$work/$name"
  lipo -create "${libraries[@]}" -output "$work/$name/liblangnghe_bindings.a"
  arguments+=(-library "$work/$name/liblangnghe_bindings.a" -headers "$work/headers")
}
add_platform ios "${device[@]}"
add_platform ios-simulator "${simulator[@]}"
add_platform macos "${mac[@]}"

xcodebuild -create-xcframework "${arguments[@]}" -output "$framework"
echo "build-apple: $framework"
