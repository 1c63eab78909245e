# What `cmake --install` puts in place: headers, the io archive, the command, and the ways to find them.
include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/kontaktforloeb")

install(DIRECTORY include/kontaktforloeb DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" FILES_MATCHING PATTERN "*.hpp")
install(TARGETS kontaktforloeb EXPORT kontaktforloebTargets)
install(EXPORT kontaktforloebTargets NAMESPACE kontaktforloeb:: DESTINATION "${package_dir}")
if(TARGET kontaktforloeb_io)
  # An export of its own: a consumer without libyaml still gets the core.
  install(TARGETS kontaktforloeb_io EXPORT kontaktforloeb-ioTargets ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
  install(EXPORT kontaktforloeb-ioTargets NAMESPACE kontaktforloeb:: DESTINATION "${package_dir}")
  install(FILES cmake/FindLibYaml.cmake DESTINATION "${package_dir}")
endif()
if(TARGET kontaktforloeb_cli)
  install(TARGETS kontaktforloeb_cli RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()

configure_package_config_file(cmake/kontaktforloebConfig.cmake.in kontaktforloebConfig.cmake
  INSTALL_DESTINATION "${package_dir}" PATH_VARS CMAKE_INSTALL_BINDIR NO_SET_AND_CHECK_MACRO)
set(architecture "")
if(NOT TARGET kontaktforloeb_io)
  set(architecture ARCH_INDEPENDENT)
endif()
# Before 1.0 a minor version may change names.
write_basic_package_version_file(kontaktforloebConfigVersion.cmake COMPATIBILITY SameMinorVersion ${architecture})
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/kontaktforloebConfig.cmake"
              "${CMAKE_CURRENT_BINARY_DIR}/kontaktforloebConfigVersion.cmake"
              cmake/FindBoostHeaders.cmake cmake/KontaktforloebAddCheck.cmake DESTINATION "${package_dir}")

# pkg-config: the prefix follows from where the file lies, so the installed tree may be moved.
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
  set(pc_prefix "${CMAKE_INSTALL_PREFIX}")
else()
  file(RELATIVE_PATH pc_prefix "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
  string(REGEX REPLACE "/$" "" pc_prefix "${pc_prefix}")
  string(PREPEND pc_prefix "\${pcfiledir}/")
endif()
foreach(dir IN ITEMS INCLUDE LIB)
  string(TOLOWER "pc_${dir}dir" variable)
  if(IS_ABSOLUTE "${CMAKE_INSTALL_${dir}DIR}")
    set(${variable} "${CMAKE_INSTALL_${dir}DIR}")
  else()
    set(${variable} "\${prefix}/${CMAKE_INSTALL_${dir}DIR}")
  endif()
endforeach()
configure_file(cmake/kontaktforloeb.pc.in kontaktforloeb.pc @ONLY)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/kontaktforloeb.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
if(TARGET kontaktforloeb_io)
  configure_file(cmake/kontaktforloeb-io.pc.in kontaktforloeb-io.pc @ONLY)
  install(FILES "${CMAKE_CURRENT_BINARY_DIR}/kontaktforloeb-io.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
endif()
