# shellcheck shell=bash
# shellcheck disable=SC2034  # the runner reads these
# The suites: what each runs, what it shows, its budget in minutes, and what it builds on.
# Everything compiles the whole workspace with the same profile, so that nothing is built twice.

declare -A run shows budget after

suite() { # NAME MINUTES AFTER COMMAND WHAT-IT-SHOWS
  budget[$1]=$2 after[$1]=$3 run[$1]=$4 shows[$1]=$5
}

suite prepare 15 '' install_what_is_missing \
  'what the suites need is on this machine'
suite format 2 '' 'cargo fmt --all --check' \
  'the code is formatted'
suite shell 2 '' check_shell_scripts \
  'shellcheck finds nothing in the shell scripts'
suite build 25 '' 'cargo build --workspace --all-targets --locked' \
  'everything compiles from Cargo.lock'
suite tests 20 build 'cargo test --workspace --locked --no-fail-fast' \
  'unit tests, properties, snapshots, and whole journeys against a real server'
suite demo 10 build 'cargo demo --once' \
  'the whole story runs, and leaves nothing behind'
suite clippy 15 build 'cargo clippy --workspace --all-targets --locked -- -D warnings' \
  'no lint has anything to say'
# Stories at the head of modules name their private rooms: documented too, so those links lead on.
suite documentation 10 build 'RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links" \
  cargo doc --workspace --no-deps --document-private-items --locked' \
  'the documentation is whole, and its links lead somewhere'
suite mutants 14 build 'tests/mutants' \
  'bugs planted in the product, one at a time, are each caught by their gate'
suite thorough 60 build 'PROPTEST_CASES=4096 cargo test --workspace --locked --no-fail-fast' \
  'the same tests, with sixteen times as many random cases'
suite sweeps 180 build 'SWEEP=all cargo test --locked -p langnghe-tests --test crash -- --nocapture' \
  'killed, without power, with a full or failing disk: at every operation of a whole life'

needs_cargo=(build tests demo clippy documentation mutants)
beside_cargo=(format shell)
only_all=(thorough sweeps)
# A suite that has to say how many tests it ran, and has failed if it says none.
counted=(tests thorough)

if [ -x android/test ]; then
  suite packages 10 '' 'android/test --fetch' \
    'what Maven builds the Android side of is on this machine, as locked'
  suite kotlin 4 packages 'android/lint' \
    'ktlint and detekt find nothing in the Kotlin'
  suite android 25 build 'android/test' \
    'the kit on the real core, every screen, the app under Robolectric, and an APK of it'
  suite aarch64 30 build 'android/check-aarch64' \
    'the core and its C compile for a phone'
  suite release 15 android 'android/test --release' \
    'the APK as it is published, shrunk by R8'
  beside_cargo+=(packages kotlin android)
  only_all+=(aarch64 release)
  counted+=(android)
fi

if [ -x ios/test ]; then
  suite toolchain 10 '' 'ios/test --fetch' \
    'Swift is on this machine, or was fetched with its signatures checked'
  suite swift 12 build 'ios/test' \
    'the kit of iOS on the real core and the real server, and every view parses'
  beside_cargo+=(toolchain swift)
  counted+=(swift)
fi

if [ -x tests/browser/run ]; then
  suite browser 15 tests 'tests/browser/run' \
    'the console in a real browser: keyboard, no JavaScript, accessibility'
  beside_cargo+=(browser)
fi

if [ -x tests/interop/run ]; then
  suite interop 6 tests 'tests/interop/run' \
    'uploads to and from tus programs that others made, cut and resumed; TLS, and mail over it'
  beside_cargo+=(interop)
fi

check_shell_scripts() {
  git ls-files -z | xargs -0 grep -lIZE '^#!.*\b(ba)?sh\b|^# shellcheck shell=' |
    xargs -0 --no-run-if-empty shellcheck --external-sources
}

list_suites() {
  local name
  for name in prepare "${needs_cargo[@]}" "${beside_cargo[@]}" "${only_all[@]}"; do
    printf '%-14s %3s min  %s\n' "$name" "${budget[$name]}" "${shows[$name]}"
  done
}
