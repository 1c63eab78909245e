# kontaktforloeb_unity(TARGET SIZE): compiles so many sources of a target in one go, for most of a file's time is its
# headers. KONTAKTFORLOEB_UNITY=OFF compiles each by itself, as the clang preset does.
function(kontaktforloeb_unity target size)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${KONTAKTFORLOEB_UNITY} UNITY_BUILD_BATCH_SIZE ${size})
endfunction()
