#!/usr/bin/env bash
# The one test command: checks the tree, builds once, runs every test project, and ends with "N passed, N failed".
#
#   build/test.sh                 everything that this machine can run
#   build/test.sh Vault Scenes    only these projects (the floor is then not checked)
#
# As root it installs the missing Debian and npm parts. Without root it runs what needs only the SDK and says at the
# end what it did not run. With CI=true a missing part, a skipped test or a fall of the number of tests is a failure.
set -uo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 2
cd "$top" || exit 2
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1
export DOTNET_CLI_UI_LANGUAGE=en LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
ci=${CI:-false}
wanted=("$@")
passed=0 failed=0 running=
broken=() left_out=()

results=$(mktemp -d) || exit 2
# A run that is interrupted takes its services and browsers with it.
finish() { [ -n "$running" ] && kill -KILL -- "-$running" 2>/dev/null; rm -rf "$results"; }
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

say() { printf '== %s\n' "$*"; }
fail() { printf '!! %s\n' "$*"; broken+=("$*"); }
have() { command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ]; }

# The command lines of the living processes of a process group.
group_of() {
  local stat fields
  for stat in /proc/[0-9]*/stat; do
    # shellcheck disable=SC2207
    fields=($(sed 's/.*) //' "$stat" 2>/dev/null)) || continue
    [ "${fields[2]-}" = "$1" ] && [ "${fields[0]-}" != Z ] && tr '\0' ' ' <"${stat%stat}cmdline" | cut -c1-200
  done 2>/dev/null
}

# Runs a command in a process group of its own, so that what it leaves behind can be seen and stopped.
# usage: in_group SECONDS COMMAND...
in_group() {
  local limit=$1 status
  shift
  setsid timeout --kill-after=10 "$limit" "$@" &
  running=$!
  wait "$running"
  status=$?
  local left
  left=$(group_of "$running")
  if [ -n "$left" ]; then
    printf 'left behind: %s\n' "$left"
    kill -KILL -- "-$running" 2>/dev/null
    [ "$status" -eq 0 ] && status=99
  fi
  running=
  return "$status"
}

have dotnet || { echo 'the .NET SDK 10 is not on this machine: https://dotnet.microsoft.com' >&2; exit 2; }

# ---- the tree itself -------------------------------------------------------------------------------------------
say 'the tree'
tracked() { git ls-files -z -- "$@" 2>/dev/null; }
if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
  places='(^|[^A-Za-z0-9._-])/(home|Users|root)/[A-Za-z0-9]|[A-Za-z]:\\Users\\'
  found=$(git grep -nIE -e "$places" -- . ':!build/test.sh' | cut -c1-160)
  [ -z "$found" ] || { echo "$found"; fail 'a path of somebody'\''s machine is committed'; }
  case $(dirname "$top") in / | /tmp | /home) ;; *)
    found=$(git grep -nIF -e "$(dirname "$top")/" -- . | cut -c1-160)
    [ -z "$found" ] || { echo "$found"; fail 'the folder of this clone is committed'; } ;;
  esac
  locks=$(tracked '*package-lock.json' '*packages.lock.json' '*npm-shrinkwrap.json' | xargs -0 -r grep -nE '"resolved": *"[a-z+]+:|https?://[^"]*registry\.|_authToken' | cut -c1-160)
  [ -z "$locks" ] || { echo "$locks"; fail 'a lock file names a registry host'; }
  settings=$(tracked '*.npmrc' '*[nN]u[gG]et.[cC]onfig' | tr '\0' '\n')
  [ -z "$settings" ] || { echo "$settings"; fail 'registry settings are committed; they belong to the machine'; }
  while IFS= read -r -d '' project; do
    git ls-files --error-unmatch "$(dirname "$project")/packages.lock.json" >/dev/null 2>&1 || fail "$project has no packages.lock.json"
  done < <(tracked '*.csproj')
  while IFS= read -r -d '' package; do
    git ls-files --error-unmatch "$(dirname "$package")/package-lock.json" >/dev/null 2>&1 || fail "$package has no package-lock.json"
  done < <(tracked '*/package.json')
else
  fail 'not a git clone: what is committed could not be looked at'
fi

# ---- the parts -------------------------------------------------------------------------------------------------
# name of the need (the trait "Needs" of a test) : its command : its Debian package
parts='chromium:chromium:chromium python:python3:python3 exiftool:exiftool:libimage-exiftool-perl node:node:nodejs npm:npm:npm exim:exim4:exim4-daemon-light dovecot:dovecot:dovecot-imapd'
missing=() packages=()
look() {
  missing=() packages=()
  local part need command package
  for part in $parts; do
    IFS=: read -r need command package <<<"$part"
    have "$command" || { missing+=("$need"); packages+=("$package"); continue; }
    # Exim and Dovecot change to users of their own, which only root may do.
    case $need in exim | dovecot) [ "$(id -u)" -eq 0 ] || missing+=("$need") ;; esac
  done
}
look
if [ "${#missing[@]}" -gt 0 ] && [ "$(id -u)" -eq 0 ] && have apt-get; then
  say "installing ${packages[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >"$results/apt.log" 2>&1 &&
    apt-get install -y -qq --no-install-recommends "${packages[@]}" >>"$results/apt.log" 2>&1 || tail -n 20 "$results/apt.log"
  look
fi

if have npm; then
  for lock in tests/Browser/package-lock.json tests/Peers/*/package-lock.json; do
    [ -f "$lock" ] || continue
    folder=$(dirname "$lock")
    stamp=$(sha256sum <"$lock")
    [ "$(cat "$folder/node_modules/.stamp" 2>/dev/null)" = "$stamp" ] && continue
    say "npm ci in $folder"
    if (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund >"$results/npm.log" 2>&1); then
      echo "$stamp" >"$folder/node_modules/.stamp"
    else
      tail -n 20 "$results/npm.log"
      missing+=("npm:$folder")
    fi
  done
fi

# ---- build once ------------------------------------------------------------------------------------------------
say 'restore from the lock files, build'
in_group 600 dotnet restore TrustLine.sln --locked-mode -v quiet -nodeReuse:false || fail 'restore failed, or a lock file is not in force'
if ! in_group 900 dotnet build TrustLine.sln -c Release --no-restore -v quiet -nodeReuse:false -p:UseSharedCompilation=false; then
  fail 'the build failed'
  printf '!! %s\n' "${broken[@]}"
  echo '0 passed, 1 failed'
  exit 1
fi

# ---- run every test project ------------------------------------------------------------------------------------
needs_filter=
for need in ${missing[@]+"${missing[@]}"}; do
  case $need in
    npm | npm:tests/Peers/*) needs_filter+="&Needs!=node" ;;
    npm:*) ;;
    *) needs_filter+="&Needs!=$need" ;;
  esac
done
needs_filter=${needs_filter#&}

wants() {
  [ "${#wanted[@]}" -eq 0 ] && return 0
  local name
  for name in "${wanted[@]}"; do [ "$name" = "$1" ] && return 0; done
  return 1
}

# Where the time of a project went.
slowest() {
  grep -oE '<UnitTestResult [^>]*' "$1" | sed -nE 's/.* testName="([^"]*)".* duration="([0-9:.]+)".*/\2 \1/p' | sort -r | head -n 3 | cut -c4-11,17-140 | sed 's/^/   /'
}

for project in tests/*/*.csproj; do
  grep -q '<IsTestProject>true</IsTestProject>' "$project" || continue
  name=$(basename "$project" .csproj)
  wants "$name" || continue
  if [ "$name" = Browser ] && [[ " ${missing[*]-} " =~ \ (chromium|npm|node|npm:tests/Browser)\  ]]; then
    left_out+=("tests/Browser: needs chromium and npm")
    continue
  fi
  say "tests/$name"
  trx="$results/$name.trx"
  start=$SECONDS
  in_group 1000 dotnet test "$project" -c Release --no-build --no-restore -nodeReuse:false -v quiet \
    --logger "trx;LogFileName=$trx" --logger 'console;verbosity=minimal' ${needs_filter:+--filter "$needs_filter"}
  status=$?
  line=$(grep -o '<Counters [^>]*>' "$trx" 2>/dev/null | head -n 1)
  count() { sed -nE "s/.* $1=\"([0-9]+)\".*/\1/p" <<<"$line"; }
  if [ -z "$line" ] || [ "$(count total)" = 0 ]; then
    fail "tests/$name did not run (status $status)"
    continue
  fi
  total=$(count total) ok=$(count passed) bad=$(count failed)
  others=$((total - ok - bad))
  passed=$((passed + ok)) failed=$((failed + bad))
  printf '   %s: %s passed, %s failed, %s neither, %s s\n' "$name" "$ok" "$bad" "$others" "$((SECONDS - start))"
  slowest "$trx"
  if [ "$others" -gt 0 ]; then
    if [ "$ci" = true ]; then fail "tests/$name: $others tests were skipped"; else left_out+=("tests/$name: $others skipped tests"); fi
  fi
  case $status in
    0) ;;
    99) fail "tests/$name left processes behind" ;;
    *) [ "$bad" -gt 0 ] || fail "tests/$name ended with status $status" ;;
  esac
done

# ---- the account -----------------------------------------------------------------------------------------------
for need in ${missing[@]+"${missing[@]}"}; do left_out+=("tests that need $need: it is not on this machine, or not for this user"); done
floor=$(cat build/test-floor)
if [ "${#wanted[@]}" -gt 0 ]; then
  [ "$ci" = true ] && fail 'with CI=true all projects run'
elif [ "${#left_out[@]}" -eq 0 ]; then
  [ $((passed + failed)) -ge "$floor" ] || fail "the number of tests fell: $((passed + failed)), and build/test-floor says $floor"
fi
if [ "${#left_out[@]}" -gt 0 ]; then
  echo
  echo '################ NOT RUN ################'
  printf '#  %s\n' "${left_out[@]}"
  echo '#########################################'
  [ "$ci" = true ] && fail 'with CI=true nothing may be missing'
fi
say "${SECONDS} s"
[ "${#broken[@]}" -eq 0 ] || printf '!! %s\n' "${broken[@]}"
# What broke outside a test counts as a failure of its own, so that the last line never looks better than the run.
failed=$((failed + ${#broken[@]}))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
