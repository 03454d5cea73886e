# Brings the .ts files in step with the sources: cmake -P translations/update.cmake
# New plurals and American spellings are then marked unfinished and have to be written by hand. With -DCHECK=<folder>
# it does the same to copies in that folder and fails if anything there is unfinished.
get_filename_component(root ${CMAKE_CURRENT_LIST_DIR} DIRECTORY)
find_program(LUPDATE NAMES lupdate-qt6 lupdate PATHS /usr/lib/qt6/bin REQUIRED)

set(folder ${CMAKE_CURRENT_LIST_DIR})
if(CHECK)
  file(COPY ${folder}/counterpart_en_GB.ts ${folder}/counterpart_en_US.ts DESTINATION ${CHECK})
  set(folder ${CHECK})
endif()

# update(LANGUAGE OPTION...)
function(update language)
  set(file ${folder}/counterpart_${language}.ts)
  execute_process(WORKING_DIRECTORY ${root} COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET ERROR_QUIET
    COMMAND ${LUPDATE} app ui -silent -locations none -no-obsolete -source-language en_GB -target-language ${language} ${ARGN} -ts ${file})
  file(STRINGS ${file} unfinished REGEX "type=\"unfinished\"")
  list(LENGTH unfinished count)
  if(CHECK AND count)
    message(FATAL_ERROR "${count} texts of ${language} are not written yet: run cmake -P translations/update.cmake and write them.")
  endif()
endfunction()

update(en_GB -pluralonly) # the sources are British English; only their plurals need forms
update(en_US)
