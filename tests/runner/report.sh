# shellcheck shell=bash
# shellcheck disable=SC2154  # $logs, $started and the tables are the runner's
# What a run says while it goes, and at its end.

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }

as_minutes() { printf '%d:%02d' $(($1 / 60)) $(($1 % 60)); }

passed() { [ "$(cut -d' ' -f1 "$logs/$1.result")" = passed ]; }

# How many tests cargo, Maven or Swift ran, summed over test programs or modules; nothing for a log
# without any.
count_tests() {
  sed -En \
    -e 's/^test result: [A-Za-z]*\. ([0-9]+) passed; ([0-9]+) failed; ([0-9]+) ignored.*/\1 \2 0 \3/p' \
    -e 's/^\[[A-Z]+\] Tests run: ([0-9]+), Failures: ([0-9]+), Errors: ([0-9]+), Skipped: ([0-9]+)$/M \1 \2 \3 \4/p' \
    -e 's/^.*Test run with ([0-9]+) tests? passed after.*$/M \1 0 0 0/p' \
    -e 's/^.*Test run with ([0-9]+) tests? failed after.* with ([0-9]+) issues?.*$/M \1 \2 0 0/p' "$1" |
    awk '
      # cargo counts what passed, the others all.
      $1 == "M" {ran += $2; failed += $3 + $4; ignored += $5; next}
      {ran += $1 + $2; failed += $2; ignored += $4}
      END {if (ran) printf "%d tests, %d failed, %d ignored", ran, failed, ignored}'
}

must_count() { printf '%s\n' "${counted[@]}" | grep -qx "$1"; }

# note_result NAME EXIT-CODE SECONDS
note_result() {
  local name=$1 code=$2 seconds=$3 result=passed remark
  remark=$(count_tests "$logs/$name.log")
  case $code in
    0) ! must_count "$name" || [ -n "$remark" ] || result=failed remark='it ran no tests' ;;
    124 | 137) result=failed remark="over its budget of ${budget[$name]} minutes" ;;
    *) result=failed ;;
  esac
  if [ $result = failed ]; then
    printf -- '--- the end of %s ---\n' "$logs/$name.log"
    grep -E '^(error|test .*FAILED|failures:|---- )' "$logs/$name.log" | head -n 40
    tail -n 60 "$logs/$name.log"
    printf -- '---\n'
  fi
  say "$([ $result = passed ] && echo ✓ || echo ✗) $name  $(as_minutes "$seconds")  $remark"
  # Written last and at once: another lane may wait for it.
  echo "$result $seconds $remark" >"$logs/$name.result.new"
  mv "$logs/$name.result.new" "$logs/$name.result"
}

# note_not_run NAME WHAT-FAILED-BEFORE
note_not_run() {
  : >"$logs/$1.log"
  echo "not-run 0 because $2 failed" >"$logs/$1.result"
  say "✗ $1 could not run, because $2 failed"
}

close_report() {
  local name result seconds remark good=0 bad=0
  printf '\n%-14s  %-8s  %6s  %s\n' suite result time ''
  for name in prepare "${needs_cargo[@]}" "${beside_cargo[@]}" "${only_all[@]}"; do
    [ -f "$logs/$name.result" ] || continue
    read -r result seconds remark <"$logs/$name.result"
    printf '%-14s  %-8s  %6s  %s\n' "$name" "$result" "$(as_minutes "$seconds")" "$remark"
    if [ "$result" = passed ]; then good=$((good + 1)); else bad=$((bad + 1)); fi
  done
  printf 'in all %s; logs in %s\n\n%d passed, %d failed\n' \
    "$(as_minutes $((SECONDS - started)))" "$logs" "$good" "$bad"
  [ "$bad" = 0 ]
}
